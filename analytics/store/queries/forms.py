"""As what a review is held: its report, a part of it, or what is publicly known."""

FORM = """case when r.source = 'digest' then 'digest'
    when exists (select 1 from document d where d.review_id = r.review_id and d.superseded_by is null
        and contains(lower(d.report_type), 'overview report')) then 'report'
    when contains(lower(r.report_type), 'executive summary') then 'summary'
    when contains(lower(r.report_type), 'briefing') or contains(lower(r.report_type), 'action plan') then 'part'
    else 'report' end"""
"""SQL for a row ``r`` of the table of reviews: 'report', 'summary' (an executive summary alone), 'part' (a briefing or an action
plan alone) or 'digest'. What doesn't say what it is counts as a report."""
