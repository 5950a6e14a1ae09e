"""Settings of the whole suite."""

from hypothesis import settings

# Machines are shared and slow at times: how long an example takes is measured in bench/, not here.
settings.register_profile("duban", deadline=None)
settings.load_profile("duban")
