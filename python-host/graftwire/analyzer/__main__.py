import gc
import sys

from graftwire.analyzer.command import main

# The process ends when the analysis is written: looking for garbage took a third of the time for numpy.
gc.disable()
sys.exit(main())
