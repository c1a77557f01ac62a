"""What Lagebild reaches, measured: `python -m benchmarks [accuracy|parser|speed|startup|memory|news]`; needs the data in ../shared."""
