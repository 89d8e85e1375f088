home = 孩子的首页
