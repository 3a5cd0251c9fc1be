-- The whole database. Dates of documents are ISO text of the precision the document gives ('2022', '2022-07', '2022-07-31').
-- Rows of review … action belong to the reader and are replaced when a document is imported again; run, suggestion and match belong to
-- the machine and are replaced by the next run; decision belongs to people and is only ever added to.

create table schema_version (version integer not null);
insert into schema_version values (2);

-- The first and last day of a date of any precision: '2022-07' is 2022-07-01 to 2022-07-31. Null for what is no date.
create macro first_day(t) as case length(t) when 4 then try_cast(t || '-01-01' as date) when 7 then try_cast(t || '-01' as date)
    when 10 then try_cast(t as date) end;
create macro final_day(t) as case length(t) when 4 then try_cast(t || '-12-31' as date) when 7 then last_day(try_cast(t || '-01' as date))
    when 10 then try_cast(t as date) end;
-- Actions are closed, open or neither: 'unknown' is no information, and a superseded or rejected action is owed by nobody.
create macro is_done(status) as status in ('complete', 'already_in_place');
create macro is_open(status) as status in ('ongoing', 'overdue', 'not_started');

-- One death reviewed, however many files it has. source 'digest': publicly known facts only, partial by nature.
create table review (
    review_id varchar primary key check (regexp_full_match(review_id, '[a-z0-9][a-z0-9-]*')),
    title varchar not null,                      -- 'Sefton DHR9 (Denise)'
    csp varchar not null,                        -- partnership's area: 'Sefton'
    partnership varchar,                         -- its full name as the report prints it
    region varchar,
    victim_pseudonym varchar,
    report_type varchar,
    death varchar, death_year integer check (death_year between 1990 and 2100),
    report_date varchar, period_start varchar, period_end varchar,
    published varchar,
    source varchar not null check (source in ('report', 'digest')),
    restricted boolean not null default false,
    recommendations_published integer,           -- digests: how many the report is said to make
    summary varchar,                             -- digests: our own one sentence
    source_title varchar, source_url varchar
);

create table document (
    document_id varchar primary key,             -- SHA-256 of the bytes
    review_id varchar not null,
    name varchar not null, media_type varchar not null,
    pages integer, characters integer not null,
    report_type varchar, report_date varchar,
    superseded_by varchar,                       -- the newer version of the same document; null where this is the newest
    report varchar not null,                     -- all that the reader found, as JSON: a review is put together from its documents' reports
    imported_at timestamp not null
);

create table section (review_id varchar not null, document_id varchar not null, seq integer not null, ref varchar, title varchar not null,
    primary key (document_id, seq));
create table passage (review_id varchar not null, document_id varchar not null, seq integer not null, ref varchar, section varchar,
    text varchar not null, page integer, primary key (document_id, seq));
create table term (review_id varchar not null, document_id varchar not null, seq integer not null, ref varchar not null,
    kind varchar not null check (kind in ('purpose', 'specific')), text varchar not null, primary key (document_id, seq));
create table event (review_id varchar not null, document_id varchar not null, seq integer not null, ref varchar, date varchar,
    date_inferred boolean not null, text varchar not null, primary key (document_id, seq));
create table contributor (review_id varchar not null, document_id varchar not null, seq integer not null, name varchar not null,
    agency_id varchar, imr boolean, chronology boolean, report boolean, primary key (document_id, seq));
create table reading_warning (review_id varchar not null, document_id varchar not null, seq integer not null, text varchar not null,
    primary key (document_id, seq));

create table agency (agency_id varchar primary key, name varchar not null, sector varchar not null, successor_id varchar);
create table theme (theme_id varchar primary key, position integer not null, name varchar not null,
    axis varchar not null check (axis in ('subject', 'remedy')), definition varchar not null, include varchar, exclude varchar);

-- A unit of learning. statement_id is stable when a document is imported again: review, kind, reference, agency.
create table statement (
    statement_id varchar primary key,
    review_id varchar not null,
    document_id varchar,                         -- null for digests
    seq integer not null,
    ref varchar,                                 -- null where a digest's source prints none
    kind varchar not null check (kind in ('key_issue', 'conclusion', 'lesson_narrative', 'lesson', 'agency_learning', 'recommendation',
        'good_practice', 'finding')),
    agency_id varchar, agency varchar,           -- canonical id, and the name as printed
    text varchar not null check (length(text) > 0),
    text_hash varchar not null,                  -- SHA-256 of the text
    page integer,
    remedy varchar,                              -- recommendations: train, write, share, record, audit, supervise, convene, resource, inform, change_law
    level varchar check (level in ('agency', 'partnership', 'regional', 'national'))
);
-- Every agency a statement is addressed to or about; statement.agency_id is the first of them.
create table statement_agency (statement_id varchar not null, agency_id varchar not null, primary key (statement_id, agency_id));
create table leads_to (statement_id varchar not null, recommendation_id varchar not null, primary key (statement_id, recommendation_id));

-- A row of an action plan. recommendation_id: the statement it carries out.
create table action (
    action_id varchar primary key,
    review_id varchar not null, document_id varchar not null, seq integer not null,
    recommendation_id varchar,
    plan varchar not null, number varchar, agency_id varchar,
    recommendation varchar not null,
    scope varchar, action varchar, lead varchar, milestones varchar,
    target varchar, target_text varchar,
    status varchar not null check (status in ('complete', 'already_in_place', 'ongoing', 'overdue', 'superseded', 'not_started',
        'rejected', 'unknown')),
    completed varchar, outcome varchar,
    closure varchar check (closure in ('stated', 'document_produced', 'practice_audited', 'outcome_changed')),
    page integer
);
-- What an action's status was before a newer document of the same review changed it.
create table action_history (action_id varchar not null, document_id varchar not null, status varchar not null, completed varchar,
    outcome varchar, recorded_at timestamp not null);

-- Which model, codebook and parameters made the suggestions.
create table run (
    run_id varchar primary key, kind varchar not null check (kind in ('coding', 'comparison', 'discovery')),
    model_name varchar not null, model_hash varchar not null, codebook_version integer not null,
    parameters varchar not null, versions varchar not null, started_at timestamp not null, finished_at timestamp
);
create table suggestion (statement_id varchar not null, theme_id varchar not null, score double not null check (score between 0 and 1),
    evidence varchar not null, run_id varchar not null, primary key (statement_id, theme_id));
create table match (                             -- a_id < b_id, always of two different reviews; 'unrelated' is not stored
    a_id varchar not null, b_id varchar not null, relation varchar not null check (relation in ('same', 'related')),
    score double not null check (score between 0 and 1), why varchar not null, run_id varchar not null,
    primary key (a_id, b_id), check (a_id < b_id)
);
create table vector (model_hash varchar not null, text_hash varchar not null, vector float[] not null, primary key (model_hash, text_hash));

-- People's decisions: never updated, never deleted; the newest row of a subject holds.
create table decision (
    decision_id varchar primary key,             -- made by the client, so that sending twice changes nothing
    kind varchar not null check (kind in ('code', 'match', 'particular', 'proposal')),
    subject varchar not null,                    -- code: statement_id; match: a_id; particular: review_id; proposal: its id
    object varchar not null,                     -- code: theme_id; match: b_id; particular: field; proposal: theme_id or ''
    verdict varchar not null,                    -- accepted, rejected, added, withdrawn; match: same, related, unrelated; particular: the value
    text_hash varchar,                           -- of the statement as it was when decided
    who varchar not null, decided_at timestamp not null, why varchar
);

-- Sefton's published reviews, loaded or not, and what is known of how the partnership works.
create table register (csp varchar not null, number integer not null, documents varchar[] not null, review_id varchar, note varchar,
    source_title varchar, source_url varchar, primary key (csp, number));
create table process_note (seq integer primary key, csp varchar not null, date varchar, text varchar not null, source_title varchar, source_url varchar);

-- An agency with itself and every body whose duties came to it; and the body that answers for an agency now.
create view agency_covers as
    with recursive line as (select agency_id, agency_id as covers_id from agency
        union select l.agency_id, g.agency_id from line l join agency g on g.successor_id = l.covers_id)
    select agency_id, covers_id from line;
create view agency_now as
    with recursive up as (select agency_id, agency_id as now_id, successor_id from agency
        union select u.agency_id, g.agency_id, g.successor_id from up u join agency g on g.agency_id = u.successor_id)
    select agency_id, now_id from up where successor_id is null or successor_id not in (select agency_id from agency);

create view latest_decision as
    select * from decision qualify row_number() over (partition by kind, subject, object order by decided_at desc, decision_id desc) = 1;

-- The codes that count: suggested and not rejected, or given by a person.
create view code as
    select coalesce(g.statement_id, d.subject) as statement_id, coalesce(g.theme_id, d.object) as theme_id,
        g.score, g.evidence, g.run_id,
        case when d.verdict in ('accepted', 'added') then d.verdict else 'suggested' end as state
    from suggestion g
    full join (select * from latest_decision where kind = 'code') d on d.subject = g.statement_id and d.object = g.theme_id
    where d.verdict is null or d.verdict in ('accepted', 'added') or (d.verdict = 'withdrawn' and g.statement_id is not null);

-- Matches with what a person said of them: confirmed true or false, null while nobody has.
create view judged_match as
    select coalesce(m.a_id, d.subject) as a_id, coalesce(m.b_id, d.object) as b_id,
        case when d.verdict in ('same', 'related', 'unrelated') then d.verdict else m.relation end as relation,
        m.score, m.why, m.run_id,
        case when d.verdict is null or d.verdict = 'withdrawn' then null else d.verdict <> 'unrelated' end as confirmed
    from match m
    full join (select * from latest_decision where kind = 'match') d on d.subject = m.a_id and d.object = m.b_id
    where m.a_id is not null or d.verdict in ('same', 'related');
