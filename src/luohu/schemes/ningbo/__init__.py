"""Points of the migrant population for schooling in Fenghua, a district of Ningbo."""
