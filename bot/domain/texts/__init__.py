"""What the bot says, in Chinese, by area. Kind, plain, short; ceilings as ceilings."""
