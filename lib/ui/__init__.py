"""The only layer that knows streamlit: the frame, the parts of the pages, caching. No figures are computed here."""
