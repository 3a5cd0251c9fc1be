"""The router: which pages there are, what the browser's tab says, and nothing else."""

from __future__ import annotations

import logging

import streamlit as st

from pages.components import shell, wording

logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")

# A cold server knows a page by its file's name, a leading underscore taken off: "import" is no name for a module, "_import" is.
FILES = {key: f"pages/{'_import' if key == 'import' else key}.py" for key in wording.PAGES}
PAGES = {
    key: st.Page(FILES[key], title=words.menu, url_path="" if key == "overview" else key, default=key == "overview")
    for key, words in wording.PAGES.items()
}

# Flat: headings of sections would break the menu's list for screen readers (axe, rule "list").
page = st.navigation(list(PAGES.values()), expanded=True)
st.session_state["routed"] = True
# A chart for a room has the whole width and its menu put away, the grid of actions has the width; all else is for reading.
room, wide = page.url_path == "present", page.url_path in ("present", "actions")
st.set_page_config(
    page_title=wording.tab(page.title), layout="wide" if wide else "centered",
    initial_sidebar_state="collapsed" if room else "auto",
)  # fmt: skip
if wanted := st.session_state.pop("wanted", None):
    st.switch_page(PAGES[wanted[0]], query_params=wanted[1])
with shell.error_boundary():
    page.run()
