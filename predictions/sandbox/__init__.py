"""Hostile bytes are parsed in another process, which may be killed.

A parser that meets a page made against it can take all memory, loop for minutes or crash the
interpreter. So it runs in a worker process with limits on CPU, memory and wall time. The worker
stays warm between documents and is replaced after any fault; it gets no environment, so there are
no secrets in it. Only JSON comes back: nothing is unpickled.

`pool` is what others use; `process` is one worker seen from here, `inside` what runs in it, `frames`
how the two speak.
"""
