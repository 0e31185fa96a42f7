"""The views room: a graph becomes one self-contained page.

The page is a picture of what the papers say with the sentence and the numbers behind every arrow.
"""

from cargraph.views.build import view_model
from cargraph.views.model import PageModel
from cargraph.views.page import page, write_page

__all__ = ["PageModel", "page", "view_model", "write_page"]
