topics-all = 网站的主题
