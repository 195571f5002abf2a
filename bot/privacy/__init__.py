"""A member's own data: what is kept and why, a copy of all of it, and its deletion (个人信息保护法 第四章)."""
