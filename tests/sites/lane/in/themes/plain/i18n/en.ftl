home = Home
topics-all = All topics
places-all = All places
missing-heading = No such page
