"""The environment and files as sources of configurations."""

from __future__ import annotations

import os
import re
from typing import List, Mapping, Optional, Sequence

from graftwire.config.fault import Place, config_fault
from graftwire.config.names import (
    FILE_ENDINGS,
    GLOBAL_FILES,
    GLOBAL_VARIABLES,
    ROOT_MARKS,
    graft_files,
    graft_variables,
)
from graftwire.config.parsing import ConfigSource, detect_format
from graftwire.config.priority import ConfigPriority

__all__ = ["configuration_folders", "environment_sources", "file_sources"]


def environment_sources(env: Mapping[str, str], folder: str, graft: Optional[str]) -> List[ConfigSource]:
    """The configurations in the variables of one Graft, or without a name of all Grafts. An empty variable
    is as good as none."""
    found: List[ConfigSource] = []
    priority = ConfigPriority.GlobalEnv if graft is None else ConfigPriority.RuntimeSpecificEnv
    for name in GLOBAL_VARIABLES if graft is None else graft_variables(graft):
        value = env.get(name, "").strip()
        if value:
            found.append(_source_in(name, value, folder, priority, graft))
    return found


def _source_in(
    variable: str, value: str, folder: str, priority: ConfigPriority, graft: Optional[str]
) -> ConfigSource:
    """A value is a configuration where it looks like one, and else the path of a file."""
    if re.search(r"[\r\n]|^#|^[A-Za-z]+[ \t]*=", value) or detect_format(value) != "text":
        return ConfigSource(variable, value, priority, graft=graft)
    path = os.path.normpath(os.path.join(folder, value))
    if os.path.isfile(path):
        name = f"{variable} ({path})"
        return ConfigSource(name, _text_of(path), priority, _form_of(path), graft, os.path.dirname(path))
    # A token that has lost its key would be shown otherwise.
    is_path = re.fullmatch(r"[A-Za-z0-9_./\\: -]+\.(json|ya?ml|txt)", value, re.IGNORECASE)
    raise config_fault(
        Place(variable),
        "Its value is neither a configuration nor the path of a file"
        f"{f': there is no file {path}' if is_path else ''}.",
        "Write key=value;key=value, JSON, YAML, or a path (relative to the working directory).",
    )


def configuration_folders(folder: str) -> List[str]:
    """The folders in which configuration files count, nearest first: up to the first one with a mark of a
    project's root; where there is none, only the working directory, since what stands above it may be
    anybody's."""
    folders: List[str] = []
    current = folder
    while True:
        folders.append(current)
        if any(os.path.exists(os.path.join(current, mark)) for mark in ROOT_MARKS):
            return folders
        above = os.path.dirname(current)
        if above == current:
            return [folder]
        current = above


def file_sources(folders: Sequence[str], graft: Optional[str]) -> List[ConfigSource]:
    """The files of one Graft, or without a name of all Grafts, in the order in which they count."""
    priority = ConfigPriority.GlobalFile if graft is None else ConfigPriority.RuntimeSpecificFile
    found: List[ConfigSource] = []
    for folder in folders:
        for name in GLOBAL_FILES if graft is None else graft_files(graft):
            for ending in FILE_ENDINGS:
                path = os.path.join(folder, name + ending)
                if os.path.exists(path):
                    source = ConfigSource(path, _text_of(path), priority, _form_of(path), graft, folder)
                    found.append(source)
    return found


def _form_of(path: str) -> Optional[str]:
    """What a file's ending says; None where the content has to."""
    ending = os.path.splitext(path)[1].lower()
    return "json" if ending == ".json" else "yaml" if ending in (".yaml", ".yml") else None


def _text_of(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8")
    except UnicodeDecodeError:
        message, remedy = "This file is not UTF-8.", "Save it as UTF-8."
    except OSError as error:
        message = f"This file cannot be read ({error.strerror})."
        remedy = "Check what it is and who may read it, or take it away."
    raise config_fault(Place(path), message, remedy)
