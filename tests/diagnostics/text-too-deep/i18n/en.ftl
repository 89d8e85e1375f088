office = { board } window
board = notice board of the { office }
