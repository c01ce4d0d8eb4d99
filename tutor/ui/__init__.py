"""The Streamlit app: pages (`*_page.py`, which Streamlit runs as scripts) and what they are made of."""
