import sys

from graftwire.analyzer.command import main

sys.exit(main())
