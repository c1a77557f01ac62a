"""What Lagebild reaches, measured: `python -m benchmarks [accuracy|speed|memory|startup]`; needs the data in ../shared."""
