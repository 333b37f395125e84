from jamn.cli import main

raise SystemExit(main())
