"""A reporting round as large as a country: pages, steps and a million cells, measured beside plain SELECTs."""
