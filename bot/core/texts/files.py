"""What is said of a file that could not be read, whatever kind it is."""

TOO_SLOW = "这个文件太复杂，{seconds} 秒还没有读完，就停下了，什么都没有改。请只留下需要的内容，另存成一个新文件再发。"
TOO_HEAVY = "这个文件展开以后太大，没有读取，什么都没有改。请只留下需要的内容，另存成一个新文件再发。"
TOO_BIG = "文件太大了（{size} MB），请控制在 {most} MB 以内再发。"
BROKEN = "这个文件读到一半出了错，可能已经损坏，什么都没有改。请打开它，另存一份再发。"
BUSY = "正在读别的同志发来的文件，还没有轮到这一个。请过一分钟再发一次。"
