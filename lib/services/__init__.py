"""Use cases that join the layers below, for the screens and the command line alike. No streamlit."""
