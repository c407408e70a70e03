"""How the record leaves and comes back: tables that spreadsheets and programs both read rightly."""
