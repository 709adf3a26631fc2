"""The pages families use. A view loads, binds a form, calls one action and chooses a template."""
