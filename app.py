"""The Streamlit entry: page config, navigation, run. Nothing else."""

from tutor.ui.navigation import run

run()
