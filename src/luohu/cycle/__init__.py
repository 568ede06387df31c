"""One year's selection: ranking, quota, same score same outcome, the award list."""
