"""The solver: the only module that loads OR-Tools, which no process that serves pages may load."""

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

__all__ = ["cp_model", "pywraplp"]
