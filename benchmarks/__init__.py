"""What Lagebild reaches, measured: `python -m benchmarks [accuracy|parser|speed|startup|memory]`; needs the data in ../shared."""
