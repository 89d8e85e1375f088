notice-board = Notice board
ask = Ask the office
notice-board = Board
