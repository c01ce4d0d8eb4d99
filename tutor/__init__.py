"""A tutor for AI and machine-learning interviews whose every sentence can be checked against a source."""

from tutor.assemble import Tutor, build, open_tutor
from tutor.errors import TutorError
from tutor.settings import Settings, load_settings

__all__ = ["Settings", "Tutor", "TutorError", "build", "load_settings", "open_tutor"]
