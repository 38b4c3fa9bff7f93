"""What indicators bring to dashboards: targets reached, an indicator over the years, communes beside one another."""

from indicators.dashboard import communes, targets

__all__ = ["communes", "targets"]
