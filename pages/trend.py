"""trend"""
from lib.ui.screen import screen
import streamlit as st
here = screen()
st.write(here.view, here.changes.head())
