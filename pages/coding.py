"""A queue of the machine's suggestions for a person to accept, reject or add to."""

from __future__ import annotations

import streamlit as st

from pages.components import filters, queue, shell, who, wording
from pages.components.wording import work as words

shell.begin_page("coding")
kind, order, shown = queue.chosen_view()
chosen = filters.bar()
who.ask(words.WHO_FIRST)
queue.progress(kind, chosen)
if not queue.size(kind, chosen)["total"]:
    st.markdown(wording.NO_MATCH)
elif shown == "judged":
    queue.decided(kind, chosen)
else:
    queue.work_through(kind, chosen, order)
shell.end_page()
