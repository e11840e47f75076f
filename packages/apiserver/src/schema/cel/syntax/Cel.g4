// The Common Expression Language, as cel-go, the server's implementation, reads it: https://github.com/google/cel-spec/blob/master/doc/langdef.md
// Messages list what is expected in the order in which tokens stand here, and what is found depends on how the rules are cut.
grammar Cel;

start : e=expr EOF ;

expr : e=conditionalOr (op='?' e1=conditionalOr ':' e2=expr)? ;

conditionalOr : e=conditionalAnd (ops+='||' e1+=conditionalAnd)* ;

conditionalAnd : e=relation (ops+='&&' e1+=relation)* ;

relation : calc | relation op=('<' | '<=' | '>=' | '>' | '==' | '!=' | 'in') relation ;

calc : unary | calc op=('*' | '/' | '%') calc | calc op=('+' | '-') calc ;

unary : member # Bare | ops+='!'+ member # Not | ops+='-'+ member # Negate ;

member
  : primary # Operand
  | member op='.' opt='?'? id=escapeIdent # Select
  | member op='.' id=IDENTIFIER open='(' args=exprList? ')' # MemberCall
  | member op='[' opt='?'? index=expr ']' # Index
  ;

primary
  : dot='.'? id=IDENTIFIER # Identifier
  | dot='.'? id=IDENTIFIER op='(' args=exprList? ')' # Call
  | '(' e=expr ')' # Nested
  | op='[' elems=listInit? ','? ']' # List
  | op='{' entries=mapInitializerList? ','? '}' # Map
  | dot='.'? ids+=IDENTIFIER (ops+='.' ids+=IDENTIFIER)* op='{' entries=fieldInitializerList? ','? '}' # Message
  | literal # Constant
  ;

exprList : e+=expr (',' e+=expr)* ;

listInit : elems+=optExpr (',' elems+=optExpr)* ;

fieldInitializerList : fields+=optField cols+=':' values+=expr (',' fields+=optField cols+=':' values+=expr)* ;

optField : opt='?'? escapeIdent ;

mapInitializerList : keys+=optExpr cols+=':' values+=expr (',' keys+=optExpr cols+=':' values+=expr)* ;

escapeIdent : id=IDENTIFIER # Plain | id=ESC_IDENTIFIER # Quoted ;

optExpr : opt='?'? e=expr ;

literal
  : sign='-'? tok=NUM_INT # Int
  | tok=NUM_UINT # Uint
  | sign='-'? tok=NUM_FLOAT # Double
  | tok=STRING # String
  | tok=BYTES # Bytes
  | tok='true' # True
  | tok='false' # False
  | tok='null' # Null
  ;

EQUALS : '==' ;
NOT_EQUALS : '!=' ;
IN : 'in' ;
LESS : '<' ;
LESS_EQUALS : '<=' ;
GREATER_EQUALS : '>=' ;
GREATER : '>' ;
AND : '&&' ;
OR : '||' ;
LEFT_BRACKET : '[' ;
RIGHT_BRACKET : ']' ;
LEFT_BRACE : '{' ;
RIGHT_BRACE : '}' ;
LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
DOT : '.' ;
COMMA : ',' ;
MINUS : '-' ;
BANG : '!' ;
QUESTION : '?' ;
COLON : ':' ;
PLUS : '+' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
TRUE : 'true' ;
FALSE : 'false' ;
NULL : 'null' ;

WHITESPACE : [ \t\r\n\f]+ -> channel(HIDDEN) ;
COMMENT : '//' ~'\n'* -> channel(HIDDEN) ;

NUM_FLOAT : DIGIT* '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;
NUM_INT : DIGIT+ | '0x' HEX+ ;
NUM_UINT : (DIGIT+ | '0x' HEX+) [uU] ;

STRING
  : '"' (ESCAPE | ~["\\\r\n])* '"'
  | '\'' (ESCAPE | ~['\\\r\n])* '\''
  | '"""' (ESCAPE | ~'\\')*? '"""'
  | '\'\'\'' (ESCAPE | ~'\\')*? '\'\'\''
  | [rR] '"' ~["\r\n]* '"'
  | [rR] '\'' ~['\r\n]* '\''
  | [rR] '"""' .*? '"""'
  | [rR] '\'\'\'' .*? '\'\'\''
  ;
BYTES : [bB] STRING ;

IDENTIFIER : [a-zA-Z_] [a-zA-Z0-9_]* ;
ESC_IDENTIFIER : '`' [a-zA-Z0-9_./ -]+ '`' ;

fragment DIGIT : [0-9] ;
fragment HEX : [0-9a-fA-F] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
fragment ESCAPE
  : '\\' [abfnrtv"'\\?`]
  | '\\' [0-3] [0-7] [0-7]
  | '\\' [xX] HEX HEX
  | '\\u' HEX HEX HEX HEX
  | '\\U' HEX HEX HEX HEX HEX HEX HEX HEX
  ;
