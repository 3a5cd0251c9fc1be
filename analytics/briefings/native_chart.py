"""A chart as Office itself draws it: bars that whoever gets the file can edit, with the numbers in a sheet behind them."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from analytics.briefings.charts import Chart, Series
from analytics.briefings.slides_master import FONT, INK, NAVY, PALE
from analytics.briefings.writing import clean


def chart_type(chart: Chart) -> Any:
    """Stacked bars for several series, plain bars for one."""
    return XL_CHART_TYPE.BAR_STACKED if len(chart.series) > 1 else XL_CHART_TYPE.BAR_CLUSTERED


def chart_data(chart: Chart) -> Any:
    """Categories and series for python-pptx. Where bars are stacked, the total stands beside the category's name."""
    data = CategoryChartData(number_format="0")
    totals = [f"{clean(name)}: {total:g}" for name, total in zip(chart.categories, chart.totals, strict=True)]
    data.categories = totals if len(chart.series) > 1 else [clean(name) for name in chart.categories]
    for series in chart.series:
        data.add_series(series.name, series.lengths)
    return data


def dress(drawn: Any, chart: Chart, points: int = 12) -> None:
    """Give a native chart the look of all: first category on top, numbers at the bars, no grid, no box, legend only if needed."""
    drawn.font.size, drawn.font.name = Pt(points), FONT
    drawn.font.color.rgb = RGBColor.from_string(INK)
    drawn.has_title = False
    _no_box(drawn)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(drawn, chart)
    plot = drawn.plots[0]
    plot.gap_width, plot.vary_by_categories = (45 if len(chart.categories) > 6 else 110), False
    plot.overlap = 100 if len(chart.series) > 1 else 0
    for drawn_series, series in zip(plot.series, chart.series, strict=True):
        _fill(drawn_series, series.light)
        _hatch(drawn_series, series)
        _labels(drawn_series, inside=len(chart.series) > 1, dark=series.light)


def _no_box(drawn: Any) -> None:
    """No background and no border: without this, some programs draw one."""
    space = drawn._chartSpace
    box = parse_xml(f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    space.chart.addnext(box)


def _axes(drawn: Any, chart: Chart) -> None:
    category, value = drawn.category_axis, drawn.value_axis
    category.reverse_order = True
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.format.line.color.rgb = RGBColor.from_string("808080")
    value.visible = False
    value.has_major_gridlines = False
    lengths = [number for series in chart.series for number in series.lengths] or [0]
    longest, shortest = max(1, *chart.totals, *lengths), min(0, *lengths)
    room = 0.02 if len(chart.series) > 1 else 0.08  # for the numbers beyond the bars' ends
    value.maximum_scale = longest + room * (longest - shortest)
    value.minimum_scale = shortest - room * (longest - shortest) if shortest < 0 else 0


def _fill(drawn_series: Any, light: bool) -> None:
    fill, line = drawn_series.format.fill, drawn_series.format.line
    drawn_series.invert_if_negative = False
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(PALE if light else NAVY)
    line.color.rgb = RGBColor.from_string(NAVY)
    line.width = Pt(0.75)


def _hatch(drawn_series: Any, series: Series) -> None:
    """Cross the bars of weak themes with lines, in the colours of their series."""
    for place in (place for place, hatched in enumerate(series.hatched) if hatched and series.lengths[place]):
        look = drawn_series.points[place].format
        look.fill.patterned()
        look.fill.pattern = MSO_PATTERN.DIAGONAL_CROSS
        look.fill.fore_color.rgb = RGBColor.from_string(NAVY if series.light else PALE)
        look.fill.back_color.rgb = RGBColor.from_string(PALE if series.light else NAVY)
        look.line.color.rgb, look.line.width = RGBColor.from_string(NAVY), Pt(0.75)
        _number_on_white(drawn_series.points[place].data_label)


def _number_on_white(label: Any) -> None:
    """The number of a crossed bar stands on a white ground, where it can be read."""
    label.font.bold, label.font.color.rgb = True, RGBColor.from_string(INK)
    label.position = XL_LABEL_POSITION.CENTER
    ground = parse_xml(f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>')
    label._dLbl.find(qn("c:txPr")).addprevious(ground)


def _labels(drawn_series: Any, *, inside: bool, dark: bool) -> None:
    labels = drawn_series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = ('0;-0;""' if inside else "0;-0;0"), False
    labels.position = XL_LABEL_POSITION.CENTER if inside else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.color.rgb = RGBColor.from_string(INK if dark or not inside else "FFFFFF")
    labels.font.bold = inside
