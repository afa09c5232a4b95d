"""What a rerun of each page costs the server, beside an empty page, at three sizes of store. No product code."""
