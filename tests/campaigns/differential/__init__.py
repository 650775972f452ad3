"""Random programmes given to several solvers and to exact arithmetic: all must find the same."""
