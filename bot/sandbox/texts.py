"""What `wennuan sandbox` tells whoever started it."""

STOPPING = "正在停止……"
STOPPED = "已停止。"


def port_taken(port: int) -> str:
    return (
        f"端口 {port} 用不了：已被别的程序占用，或没有权限。请先停掉占用它的程序，或换一个：wennuan sandbox --port 8643"
    )


def folder_of_production(folder: object) -> str:
    return (
        f"{folder} 是正式使用的数据文件夹（.env 里的 DATA_DIR），沙箱不能用它，没有动它。"
        "请另写一个：wennuan sandbox --data sandbox-data"
    )
