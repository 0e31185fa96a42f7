"""The views room: a graph becomes one self-contained page, a folder of them, or figures for a paper.

The page is a picture of what the papers say with the sentence and the numbers behind every arrow.
"""

from cargraph.views.build import view_model
from cargraph.views.folder import write_pages
from cargraph.views.inline import Inline, inline
from cargraph.views.model import PageModel
from cargraph.views.page import page, write_page

__all__ = ["Inline", "PageModel", "inline", "page", "view_model", "write_page", "write_pages"]
