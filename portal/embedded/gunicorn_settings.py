"""How the web server runs, wherever it does: `gunicorn portal.wsgi --config python:portal.embedded.gunicorn_settings`.

WEB_CONCURRENCY gives the number of processes, the command line the address.
"""

import os

from portal.embedded import access_log

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# The application is read once, then forked.
preload_app = True
# What is under way when it is told to end may come to its end.
graceful_timeout = 20
# Its sign of life is a file; a disk that stalls must not look like a process that does.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True
accesslog = "-"
access_log_format = access_log.FORMAT
logger_class = access_log.AccessLog
