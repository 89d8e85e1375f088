days-left 还有 {count} 天
