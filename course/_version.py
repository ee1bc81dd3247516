"""The version of the package and of its content; the changelog's first heading names the same one."""

__version__ = "0.1.0"
