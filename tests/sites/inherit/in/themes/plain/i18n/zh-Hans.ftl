home = 首页
topics-all = 全部主题
places-all = 全部地方
missing-heading = 没有这一页
