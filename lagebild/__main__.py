"""`python -m lagebild`."""

from lagebild.present.cli import main

if __name__ == "__main__":
    main()
