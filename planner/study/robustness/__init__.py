"""Plans held against thousands of futures drawn at random: how often they keep their promises."""
