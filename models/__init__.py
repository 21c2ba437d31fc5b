"""The words of the field as types: what a rota request and a roster mean, and how files hold them."""
