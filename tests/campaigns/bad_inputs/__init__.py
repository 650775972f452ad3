"""Bad files made from good ones, case by case, and good files in many dresses: what the readers say of them."""
