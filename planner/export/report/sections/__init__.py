"""The report's sections, one file each: ``section`` gives its blocks, or none where there is nothing to tell."""
