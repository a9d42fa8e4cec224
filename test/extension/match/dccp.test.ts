import { matchCases } from "../cases.js";

matchCases(
  "dccp",
  `
46 filter FORWARD -p dccp -m dccp --sport 1:65535 ; -m dccp --sport 1:65535 ; dccp spts:1:65535
46 filter FORWARD -p dccp --sport 80 ; -m dccp --sport 80 ; dccp spt:80
46 filter FORWARD -p dccp --dport http ; -m dccp --dport 80 ; dccp dpt:80
46 filter FORWARD -p dccp ! --sport 1 ! --dport 2:3 ; -m dccp ! --sport 1 ! --dport 2:3 ; dccp spt:!1 dpts:!2:3
46 filter FORWARD -p dccp --source-port 1 --destination-port :5 ; -m dccp --sport 1 --dport 0:5 ; dccp spt:1 dpts:0:5
46 filter FORWARD -p dccp --dport 5: ; -m dccp --dport 5:65535 ; dccp dpts:5:65535
46 filter FORWARD -p dccp --dport 5:1 ; -m dccp --dport 5:1 ; dccp dpts:5:1
46 filter FORWARD -p dccp --dport 65536 ; -m dccp --dport 0 ; dccp dpt:0
46 filter FORWARD -p dccp --dport 0:65535 ; -m dccp --dport 0:65535 ; dccp
46 filter FORWARD -p dccp ! --dport 0:65535 ; -m dccp ! --dport 0:65535 ; dccp dpts:!0:65535
46 filter FORWARD -p dccp --dccp-types REQUEST,RESPONSE,DATA,ACK,DATAACK,CLOSEREQ,CLOSE,RESET,SYNC,SYNCACK,INVALID ; -m dccp --dccp-types REQUEST,RESPONSE,DATA,ACK,DATAACK,CLOSEREQ,CLOSE,RESET,SYNC,SYNCACK,INVALID ; dccp 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 ; dccp REQUEST,RESPONSE,DATA,ACK,DATAACK,CLOSEREQ,CLOSE,RESET,SYNC,SYNCACK,INVALID
46 filter FORWARD -p dccp --dccp-types request ; -m dccp --dccp-types REQUEST ; dccp 0 ; dccp REQUEST
46 filter FORWARD -p dccp ! --dccp-types REQUEST,INVALID ; -m dccp ! --dccp-types REQUEST,INVALID ; dccp ! 0,10,11,12,13,14,15 ; dccp ! REQUEST,INVALID
46 filter FORWARD -p dccp --dccp-types REQUEST, ; -m dccp --dccp-types REQUEST ; dccp 0 ; dccp REQUEST
46 filter FORWARD -p dccp --dccp-types SYNCACK,REQUEST ; -m dccp --dccp-types REQUEST,SYNCACK ; dccp 0,9 ; dccp REQUEST,SYNCACK
46 filter FORWARD -p dccp --dccp-option 1 ; -m dccp --dccp-option 1 ; dccp option=1
46 filter FORWARD -p dccp ! --dccp-option 255 ; -m dccp ! --dccp-option 255 ; dccp option=!255
46 filter FORWARD -p dccp -m dccp ; -m dccp ; dccp
46 filter FORWARD -m dccp --dport 1 ; FAIL
46 filter FORWARD -p tcp -m dccp --dport 1 ; FAIL
46 filter FORWARD ! -p dccp -m dccp --dport 1 ; FAIL
46 filter FORWARD -p dccp --sport 1 --dport 2 --dccp-types REQUEST --dccp-option 3 ; -m dccp --sport 1 --dport 2 --dccp-types REQUEST --dccp-option 3 ; dccp spt:1 dpt:2 0 option=3 ; dccp spt:1 dpt:2 REQUEST option=3
`,
);
