"""Generates the stubs of the contract with protoc and makes them importable."""
import os
import subprocess
import sys

import google
import grpc

PROTOS = ["canbao/v1/profile.proto", "canbao/v1/quote.proto", "canbao/v1/batch.proto", "canbao/v1/calendar.proto",
          "canbao/v1/explanation.proto", "canbao/v1/quote_service.proto", "google/rpc/status.proto",
          "google/rpc/error_details.proto", "grpc/health/v1/health.proto"]


def generate(proto_root, folder):
    """Writes *_pb2.py and *_pb2_grpc.py below folder."""
    subprocess.run(
        ["protoc", "-I", proto_root, "--plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin",
         f"--python_out={folder}", f"--grpc_python_out={folder}", *PROTOS],
        cwd=proto_root, check=True)
    sys.path.insert(0, folder)
    # The generated packages google.rpc and grpc.health live inside packages that are installed already.
    for package in (google, grpc):
        package.__path__.append(os.path.join(folder, package.__name__))
