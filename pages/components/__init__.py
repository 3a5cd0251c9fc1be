"""Shell, data, filters, charts, tables, evidence, wording: the only other place that imports streamlit."""
