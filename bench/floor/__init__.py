"""The apps that every page is measured beside: nothing, and nothing but the sidebar."""
