ring = { $bell }{ $bell }{ $bell }{ $bell }{ $bell }{ $bell }{ $bell }{ $bell }{ $bell }{ $bell }{ $bell }
alarm = { ring }{ ring }{ ring }{ ring }{ ring }{ ring }{ ring }{ ring }{ ring }{ ring }
